import { createContext, useCallback, useContext, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { Session } from '#contracts';
import { request } from '../api/http.js';
import { useGet } from '../api/use-get.js';
import type { Loaded } from '../api/use-get.js';

interface SessionState {
  readonly loaded: Loaded<Session>;
  /** Reads again who is signed in. */
  readonly refresh: () => void;
  /** The service said that nobody is signed in: shows the sign-in page. */
  readonly dropped: () => void;
  readonly signOut: () => Promise<void>;
  /** Whose session ended by itself: their sign-in page says so. */
  readonly ended: string | null;
}

const SessionContext = createContext<SessionState | null>(null);

const SIGNED_OUT: Loaded<Session> = {
  state: 'refused',
  status: 401,
  error: { code: 'not-signed-in', message: 'Nobody is signed in here.', details: {} },
};

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const { again, ...loaded } = useGet<Session>('/session');
  const [out, setOut] = useState(false);
  const [ended, setEnded] = useState<string | null>(null);
  const person = loaded.state === 'ready' ? loaded.value.person : null;
  const refresh = useCallback(() => {
    setOut(false);
    setEnded(null);
    again();
  }, [again]);
  const dropped = useCallback(() => {
    setOut(true);
    setEnded(person);
  }, [person]);
  const signOut = useCallback(async () => {
    await request('DELETE', '/session');
    setOut(true);
  }, []);
  const state = useMemo(
    () => ({ loaded: out ? SIGNED_OUT : loaded, refresh, dropped, signOut, ended }),
    // `loaded` is a new object each time; its parts are what changes.
    [out, loaded, refresh, dropped, signOut, ended],
  );
  return <SessionContext value={state}>{children}</SessionContext>;
}

export function useSessionState(): SessionState {
  const state = useContext(SessionContext);
  if (state === null) throw new Error('useSessionState outside of SessionProvider');
  return state;
}

/** Who is signed in; only below the gate that shows the sign-in page otherwise. */
export function useSession(): Session {
  const { loaded } = useSessionState();
  if (loaded.state !== 'ready') throw new Error('useSession while nobody is signed in');
  return loaded.value;
}
