import { describe, expect, it } from '@jest/globals';
import { Deliveries } from './deliveries.js';
import { textFrame } from './frames.js';
import type { LiveNamespace } from './types.js';

/** A line as the engine has it, that keeps what is written: straight to the network, or to the engine. */
function lineOf({ behind = false } = {}) {
  const wire: Buffer[] = [];
  const engine: string[] = [];
  const socket = { writable: true, writableLength: 0, write: (bytes: Buffer) => wire.push(bytes) };
  const line = {
    readyState: 'open',
    writeBuffer: behind ? ['what waits'] : [],
    transport: { writable: true },
    request: { socket },
    write: (text: string) => engine.push(text),
  };
  return { wire, engine, line };
}

function namespaceOf(lines: Record<string, ReturnType<typeof lineOf>>, room: readonly string[]) {
  return {
    name: '/live',
    adapter: { rooms: new Map([['ward', new Set(room)]]) },
    sockets: new Map(Object.entries(lines).map(([id, { line }]) => [id, { conn: line }])),
  } as unknown as LiveNamespace;
}

const framed = (...texts: string[]) => Buffer.concat(texts.map((text) => textFrame(`4${text}`)));

describe('what a room is told', () => {
  it('goes to each screen in one write, in its order, and is one piece of memory for all', async () => {
    const [one, two, elsewhere] = [lineOf(), lineOf(), lineOf()];
    const deliveries = new Deliveries(namespaceOf({ one, two, elsewhere }, ['one', 'two']));
    deliveries.send('ward', 'change', '{"version":1}');
    deliveries.send('ward', 'change', '{"version":2}');
    await Promise.resolve();
    const both = framed('2/live,["change",{"version":1}]', '2/live,["change",{"version":2}]');
    expect(one.wire).toEqual([both]);
    expect(two.wire[0]).toBe(one.wire[0]);
    expect(elsewhere.wire).toEqual([]);
  });

  it('waits behind what a slow screen has not read, message by message', async () => {
    const slow = lineOf({ behind: true });
    const deliveries = new Deliveries(namespaceOf({ slow }, ['slow']));
    deliveries.send('ward', 'change', '1');
    deliveries.send('ward', 'change', '2');
    await Promise.resolve();
    expect(slow.wire).toEqual([]);
    expect(slow.engine).toEqual(['2/live,["change",1]', '2/live,["change",2]']);
  });

  it('is not told to a screen that joins after it, and is told once', async () => {
    const [here, late] = [lineOf(), lineOf()];
    const namespace = namespaceOf({ here, late }, ['here']);
    const deliveries = new Deliveries(namespace);
    deliveries.send('ward', 'change', '1');
    deliveries.flush();
    namespace.adapter.rooms.get('ward')?.add('late');
    await Promise.resolve();
    expect(here.wire).toEqual([framed('2/live,["change",1]')]);
    expect(late.wire).toEqual([]);
  });
});
