/**
 * A reader of messages that knows nothing of ours: no escapes, no types, only the separators of the
 * header. What the service says of a message is held against what this sees in it.
 */
export class PlainMessage {
  readonly segments: readonly string[];
  private readonly field: string;
  private readonly component: string;
  private readonly repetition: string;

  constructor(bytes: Buffer) {
    const text = bytes.toString('latin1').replace(/^(?:\u00ef\u00bb\u00bf)?\s*/, '');
    this.segments = text
      .split(/[\r\n]+/)
      .map((line) => line.trimStart())
      .filter((line) => line !== '');
    this.field = text[3] ?? '|';
    this.component = text[4] ?? '^';
    this.repetition = text[5] ?? '~';
  }

  count(name: string): number {
    return this.named(name).length;
  }

  /** A component of a field of the first segment of that name, `''` where there is none. */
  at(name: string, field: number, component = 1): string {
    return this.all(name, field, component)[0] ?? '';
  }

  /** The same of every repetition. */
  all(name: string, field: number, component = 1): string[] {
    const line = this.named(name)[0] ?? '';
    // MSH-1 is the separator itself, which cutting takes away.
    const raw = line.split(this.field)[name === 'MSH' ? field - 1 : field] ?? '';
    return raw
      .split(this.repetition)
      .map((one) => (one.split(this.component)[component - 1] ?? '').trim())
      .map((value) => (value === '""' ? '' : value));
  }

  private named(name: string): string[] {
    return this.segments.filter((line) => line.split(this.field)[0] === name);
  }

  /** The event as its sender named it: `A01`, or for what is no ADT its whole type. */
  get event(): string {
    const [type, trigger] = [this.at('MSH', 9), this.at('MSH', 9, 2) || this.at('EVN', 1)];
    if (!/^[A-Za-z]{3}$/.test(type)) return '(no type)';
    if (type !== 'ADT') return `${type} ${trigger}`.trim();
    return /^[A-Za-z0-9]{1,3}$/.test(trigger) ? trigger.toUpperCase() : '(no event)';
  }

  /** What a service that is given no other name calls the sender. */
  get source(): string {
    const parts = [this.at('MSH', 3), this.at('MSH', 4)].filter((part) => part !== '');
    return parts.join('/') || 'unnamed';
  }

  get controlId(): string {
    return this.at('MSH', 10);
  }

  /** Every number that may name the patient, wherever versions of HL7 put one. */
  get patientNumbers(): string[] {
    const places = [...this.all('PID', 3), ...this.all('PID', 2), ...this.all('PID', 4)];
    return [...places, this.at('PID', 18), this.at('PID', 19)].filter((value) => value !== '');
  }

  get visitNumber(): string {
    return this.at('PV1', 19);
  }

  /** Everything that may say when it happened. */
  get times(): string[] {
    const places = [
      this.at('EVN', 6),
      this.at('EVN', 2),
      this.at('MSH', 7),
      this.at('PV1', 44),
      this.at('PV1', 45),
    ];
    return places.filter((value) => value !== '');
  }

  /** Whether it names a patient, a ward and a day, which is all a board needs. */
  get saysEnough(): boolean {
    const dated = this.times.some((time) => /^\d{8}/.test(time));
    return this.at('PID', 3) !== '' && this.at('PV1', 3) !== '' && dated;
  }
}

/** What is left of a message when frame characters, line ends and blanks around it are taken away. */
export function bare(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/^[\x0b\x1c\r\n ]+|[\x0b\x1c\r\n ]+$/g, '');
}

/** The same message under another control id (MSH-10), every other byte as it was. */
export function renumbered(bytes: Buffer, controlId: string): Buffer {
  const text = bytes.toString('latin1');
  const start = text.indexOf('MSH');
  const end = start + text.slice(start).search(/[\r\n]|$/);
  const separator = text[start + 3] ?? '|';
  const fields = text.slice(start, end).split(separator);
  if (start === -1 || fields.length < 10) return bytes;
  fields[9] = controlId;
  return Buffer.from(text.slice(0, start) + fields.join(separator) + text.slice(end), 'latin1');
}
