import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ErrorBody, ErrorCode } from '#contracts';
import { NoticeIcon } from './icons.js';

/** One sentence in place of a screen: what happened, what is safe, what to do. */
export function StatePage(props: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly code?: string;
  readonly again?: () => void;
}) {
  return (
    <div className="app-state">
      <span className="app-state-icon">
        <NoticeIcon />
      </span>
      <h1>{props.title}</h1>
      {props.children}
      <p className="app-state-actions">
        {props.again !== undefined && (
          <button type="button" className="app-button app-button--strong" onClick={props.again}>
            Try again
          </button>
        )}
        <Link href="/">Go to the start page</Link>
      </p>
      {props.code !== undefined && <p className="app-quiet">For IT: {props.code}</p>}
    </div>
  );
}

/** Why a screen is not shown, by the service's own code. */
export function Refused({ code }: { readonly code: ErrorCode }) {
  if (code === 'not-found' || code === 'not-allowed')
    return (
      <StatePage title="This is not yours to see, or it is not known" code={code}>
        <p>Your role opens other wards and lists. They are on the start page.</p>
      </StatePage>
    );
  return (
    <StatePage title="This cannot be shown just now" code={code}>
      <p>Nothing you marked is lost.</p>
    </StatePage>
  );
}

/**
 * The frame at once, and what it waits for in words: no spinner. It is the page's heading meanwhile, unless it stands
 * `within` a page that has one.
 */
export function Reading(props: { readonly what: string; readonly within?: boolean }) {
  const words = `Reading ${props.what}`;
  if (props.within === true)
    return (
      <p className="app-reading" role="status">
        {words}
      </p>
    );
  return (
    <div role="status">
      <h1 className="app-reading">{words}</h1>
    </div>
  );
}

/** A page without the bars of the others: what stands in place of a wall, a round or all of it is its main part. */
export function Alone({ children }: { readonly children: ReactNode }) {
  return (
    <main id="main" tabIndex={-1}>
      {children}
    </main>
  );
}

export function LoadFailed(props: {
  readonly what: string;
  readonly error: ErrorBody | null;
  readonly again: () => void;
}) {
  return (
    <StatePage
      title={`${props.what} cannot be shown just now`}
      again={props.again}
      {...(props.error === null ? {} : { code: props.error.code })}
    >
      <p>
        {props.error?.message ?? 'The service cannot be reached from here.'} Nothing you marked is
        lost.
      </p>
    </StatePage>
  );
}
