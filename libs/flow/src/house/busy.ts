/** The service could not get its turn in bounded time: the caller may try again. Told as 503 with `Retry-After`. */
export class Busy extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'Busy';
  }
}
