import type { MarkLook } from '../words/mark.js';
import { TickIcon, TriangleIcon } from './icons.js';

/** A mark: shape, fill, icon and letter. The words stand beside it, and are what is read aloud. */
export function Mark({ look }: { readonly look: MarkLook }) {
  const sure = look.sure === 'final' ? ' app-mark--final' : '';
  return (
    <span className={`app-mark app-mark--${look.look}${sure}`} aria-hidden="true">
      {look.look === 'red' && <TriangleIcon />}
      {look.look === 'green' && <TickIcon />}
      <span>{look.letter}</span>
    </span>
  );
}

export function MarkWords({ look }: { readonly look: MarkLook }) {
  if (look.sure === null) return <span className="app-mark-word">{look.word}</span>;
  return (
    <span className="app-mark-word">
      <b>{look.word}</b> <span className="app-quiet">{look.how}</span>
    </span>
  );
}
