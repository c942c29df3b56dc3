import { Component } from 'react';
import type { ReactNode } from 'react';
import { Alone, StatePage } from './state-page.js';

interface Parts {
  readonly children: ReactNode;
  /** What it guards is a whole page, with no bars around it. */
  readonly alone?: boolean;
}

/** A fault of ours in one screen leaves a sentence in its place, not a white page. React asks for a class. */
export class ErrorBoundary extends Component<Parts, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    const page = (
      <StatePage
        title="This screen cannot be shown just now"
        again={() => window.location.reload()}
      >
        <p>The fault is ours. What you marked before is kept.</p>
      </StatePage>
    );
    return this.props.alone === true ? <Alone>{page}</Alone> : page;
  }
}
