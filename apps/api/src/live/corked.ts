import type { Server } from 'socket.io';

type Engine = Server['engine'];

interface Line {
  readonly transport: { send(packets: unknown[]): void };
  readonly request: { readonly socket: { cork(): void; uncork(): void } };
}

/**
 * Messages that waited for a screen go to the network in one write instead of one each: most of what a
 * busy ward costs is calls to the network.
 */
export function corkLines(engine: Engine): void {
  engine.on('connection', (line: Line) => {
    const { transport } = line;
    const { socket } = line.request;
    const send = transport.send.bind(transport);
    transport.send = (packets) => {
      if (packets.length === 1) return send(packets);
      socket.cork();
      send(packets);
      socket.uncork();
    };
  });
}
