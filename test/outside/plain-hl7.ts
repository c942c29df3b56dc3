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
    this.segments = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
    this.field = text[3] ?? '|';
    this.component = text[4] ?? '^';
    this.repetition = text[5] ?? '~';
  }

  count(name: string): number {
    return this.segments.filter((line) => line.startsWith(name)).length;
  }

  /** A component of a field of the first segment of that name, `''` where there is none. */
  at(name: string, field: number, component = 1): string {
    return this.all(name, field, component)[0] ?? '';
  }

  /** The same of every repetition. */
  all(name: string, field: number, component = 1): string[] {
    const line = this.segments.find((segment) => segment.trimStart().startsWith(name)) ?? '';
    // MSH-1 is the separator itself, which cutting takes away.
    const raw = line.trimStart().split(this.field)[name === 'MSH' ? field - 1 : field] ?? '';
    return raw
      .split(this.repetition)
      .map((one) => (one.split(this.component)[component - 1] ?? '').trim())
      .map((value) => (value === '""' ? '' : value));
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
