/** Icons say again what a word beside them says, so they are hidden from readers. */

function Icon({ children }: { readonly children: React.ReactNode }) {
  return (
    <svg className="app-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export function TickIcon() {
  return (
    <Icon>
      <path d="M2.5 8.5 6.3 12.3 13.5 4" fill="none" stroke="currentColor" strokeWidth="2.6" />
    </Icon>
  );
}

export function TriangleIcon() {
  return (
    <Icon>
      <path d="M8 1.5 15 14.5H1z" fill="currentColor" />
    </Icon>
  );
}

export function LiveIcon() {
  return (
    <Icon>
      <circle cx="8" cy="8" r="6.8" fill="none" stroke="currentColor" strokeWidth="2" />
      <circle cx="8" cy="8" r="3.2" fill="currentColor" />
    </Icon>
  );
}

export function NotLiveIcon() {
  return (
    <Icon>
      <circle cx="8" cy="8" r="6.8" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M3.3 12.7 12.7 3.3" stroke="currentColor" strokeWidth="2" />
    </Icon>
  );
}

export function NoticeIcon() {
  return (
    <Icon>
      <path d="M8 .9 15.1 8 8 15.1.9 8z" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M8 4.4v4.4M8 10.2v1.8" stroke="currentColor" strokeWidth="1.8" />
    </Icon>
  );
}

export function ChevronIcon() {
  return (
    <Icon>
      <path d="M5 2.5 10.5 8 5 13.5" fill="none" stroke="currentColor" strokeWidth="2.4" />
    </Icon>
  );
}

export function ArrowIcon() {
  return (
    <Icon>
      <path d="M1 8h12M8.5 3 13.5 8l-5 5" fill="none" stroke="currentColor" strokeWidth="2" />
    </Icon>
  );
}

/** A check as it stands: done is solid, asked a ring with a dot, to do a box, not needed a line. */
export function CheckGlyph({
  state,
}: {
  readonly state: 'to-do' | 'asked' | 'done' | 'not-needed';
}) {
  return (
    <span className={`app-check-glyph app-check-glyph--${state}`} aria-hidden="true">
      {state === 'done' && <TickIcon />}
    </span>
  );
}

export function HouseIcon() {
  return (
    <Icon>
      <path d="M8 1 15 7.4h-2V15H9.6v-4.6H6.4V15H3V7.4H1z" fill="currentColor" />
    </Icon>
  );
}
