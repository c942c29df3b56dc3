import type { ReactNode } from 'react';

/** What was asked for and did not happen, then why, read aloud at once; nothing where there is no problem. */
export function Problem(props: { readonly what: string; readonly why: ReactNode }) {
  if (props.why === null) return null;
  return (
    <p className="app-problem" role="alert">
      <b>{props.what}.</b> {props.why}
    </p>
  );
}
