/** On every screen of a demonstration system, so that nobody takes it for real. */
export function DemoStrip({ who }: { readonly who: string | null }) {
  return (
    <div className="app-demo" role="note">
      <b>Demonstration: no real patients</b>
      {who !== null && <span>{who}</span>}
    </div>
  );
}
