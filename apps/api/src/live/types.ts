import type { ClientToServer, ServerToClient } from '#contracts';
import type { Person } from '#domain';
import type { Namespace, Socket } from 'socket.io';

/** Between instances: which wards changed, never what. */
interface BetweenInstances {
  changed: () => void;
}

/** What the service keeps of a screen. */
interface ScreenData {
  person: Person;
  secret: string;
}

export type LiveNamespace = Namespace<ClientToServer, ServerToClient, BetweenInstances, ScreenData>;
export type Screen = Socket<ClientToServer, ServerToClient, BetweenInstances, ScreenData>;
