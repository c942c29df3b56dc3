import { StartRefused } from '#platform';

/** The embedded database cannot run here; the message is one sentence for the person who starts it. */
export class ClusterError extends StartRefused {
  constructor(sentence: string, options?: { cause: unknown }) {
    super(sentence, options);
    this.name = 'ClusterError';
  }
}
