import { io } from 'socket.io-client';
import { LIVE } from '#contracts';
import { createLiveClient } from './live-client.js';
import type { LiveSocket } from './live-client.js';
import type { BeginLine } from './lines.js';

/** The line of a browser. */
export const socketLine: BeginLine = ({ whenSignedOut, board }) => {
  const socket: LiveSocket = io(LIVE, {
    path: '/socket.io',
    transports: ['websocket'],
    autoConnect: false,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
  });
  return {
    live: createLiveClient(socket, { whenSignedOut, board }),
    connect: () => void socket.connect(),
  };
};
