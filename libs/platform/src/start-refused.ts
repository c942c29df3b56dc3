/** A start that cannot be obeyed. Its message is one sentence for the person who starts the service. */
export class StartRefused extends Error {
  constructor(sentence: string, options?: { cause: unknown }) {
    super(sentence, options);
    this.name = 'StartRefused';
  }
}

/** Where somebody listens, and the settings that say so. */
interface Listening {
  readonly port: number;
  readonly portSetting: string;
  readonly hostSetting: string;
}

const NO_ADDRESS = new Set(['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL']);

/** What a port that cannot be had is told as; anything else as it came. */
export function listenRefused(
  error: unknown,
  { port, portSetting, hostSetting }: Listening,
): Error {
  const { code = '' } = error as { readonly code?: string };
  if (code === 'EADDRINUSE')
    return new StartRefused(
      `Port ${port} is taken by another program, perhaps another Boardround: stop it, or set ${portSetting} to another port.`,
    );
  if (code === 'EACCES')
    return new StartRefused(
      `Port ${port} may not be taken by this user: set ${portSetting} to a port above 1023.`,
    );
  if (NO_ADDRESS.has(code))
    return new StartRefused(
      `The setting ${hostSetting} names no address of this machine: set it to one, or leave it out.`,
    );
  return error as Error;
}
