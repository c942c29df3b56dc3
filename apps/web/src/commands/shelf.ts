import type { Command } from './queue.js';

/** Where waiting commands outlive the page: a reload or a flat battery loses none of them. */
export interface Shelf {
  put(command: Command): void;
  remove(commandId: string): void;
  /** What was kept by an earlier page of the same person, oldest first. */
  kept(): Promise<readonly Command[]>;
}

const DATABASE = 'boardround';
const STORE = 'waiting-commands';

interface Kept {
  readonly commandId: string;
  readonly person: string;
  readonly keptAtMs: number;
  readonly command: Command;
}

/**
 * A shelf in this browser's own database. It holds what the service needs to hear, never a name. Where
 * the browser has no such database, in a private window say, commands live as long as the page.
 */
export function browserShelf(person: string): Shelf {
  const opened = open();
  const write = (act: (store: IDBObjectStore) => void) =>
    void opened.then((database) => {
      if (database !== null) act(database.transaction(STORE, 'readwrite').objectStore(STORE));
    });
  return {
    put(command) {
      const { commandId } = command;
      const kept: Kept = { commandId, person, keptAtMs: Date.now(), command };
      write((store) => store.put(kept));
    },
    remove(commandId) {
      write((store) => store.delete(commandId));
    },
    async kept() {
      const database = await opened;
      if (database === null) return [];
      const store = database.transaction(STORE).objectStore(STORE);
      const all = (await answerOf(store.getAll())) as Kept[] | null;
      return (all ?? [])
        .filter((one) => one.person === person)
        .sort((a, b) => a.keptAtMs - b.keptAtMs)
        .map(({ command }) => command);
    },
  };
}

async function open(): Promise<IDBDatabase | null> {
  try {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () =>
      request.result.createObjectStore(STORE, { keyPath: 'commandId' });
    return await answerOf(request);
  } catch {
    return null;
  }
}

function answerOf<T>(request: IDBRequest<T>): Promise<T | null> {
  return new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(null);
  });
}
