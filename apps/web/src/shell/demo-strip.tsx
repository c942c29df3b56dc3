/** On every screen of a demonstration system, so that nobody takes it for real. */
export function DemoStrip({ who }: { readonly who: string | null }) {
  return (
    <aside className="app-demo" aria-label="Demonstration">
      <b>Demonstration: no real patients</b>
      {who !== null && <span>{who}</span>}
    </aside>
  );
}
