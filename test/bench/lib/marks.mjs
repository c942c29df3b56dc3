const MARK = 'N#';
const DIGITS = 10;
const MARKER = Buffer.from(MARK);

/** Number of the mark that a frame carries, or -1. The number stands in the note, and so on every screen. */
export function markIn(bytes) {
  const at = bytes.indexOf(MARKER);
  if (at < 0) return -1;
  let number = 0;
  for (let digit = at + MARK.length; digit < at + MARK.length + DIGITS; digit += 1)
    number = number * 10 + (bytes[digit] - 0x30);
  return number;
}

/** Stays of one server and the versions of their days, so that every mark is sent with the right one. */
export class Marks {
  #stays = new Map();
  next = 1;

  constructor(boards) {
    for (const { ward, rows } of boards)
      this.#stays.set(
        ward,
        rows.map(({ stay }) => ({ stay, ward, version: 0, busy: false })),
      );
  }

  /**
   * Stays of some wards dealt out to `hands` writers, so that no two mark the same one: each writer walks
   * one ward, as a round does, and shares it with as few others as there are wards.
   */
  deal(wards, hands) {
    const sharing = Math.ceil(hands / wards.length);
    return Array.from({ length: hands }, (_, hand) => {
      const stays = this.#stays.get(wards[hand % wards.length]) ?? [];
      return stays.filter((_stay, i) => i % sharing === Math.floor(hand / wards.length));
    });
  }

  /** The command of one more mark on a stay. */
  command({ stay, ward, version }, padding = '') {
    const number = this.next;
    this.next += 1;
    const note = MARK + String(number).padStart(DIGITS, '0') + padding;
    return { number, stay, ward, version, note, red: number % 2 === 1 };
  }

  /** Sends a mark and resolves to its number; a refused one teaches the version and throws. */
  async send(system, line, target, command) {
    const { method, path, headers, body } = system.mark(command);
    const answer = await line.request(method, path, headers, body);
    if (answer.status === 200) {
      target.version += 1;
      return command.number;
    }
    const { current } = JSON.parse(answer.body).details ?? {};
    if (current !== undefined) target.version = current.version;
    throw new Error(`${system.name} answered ${answer.status}: ${answer.body.slice(0, 160)}`);
  }
}
