/** Another patient on the ward has almost this name. Both carry the sign. */
export function SimilarName() {
  return (
    <span className="app-similar">
      ≈ name<span className="app-hidden"> similar to another on this ward</span>
    </span>
  );
}
