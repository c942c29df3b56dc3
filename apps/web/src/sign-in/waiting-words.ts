/** What whoever was signed out reads of what they did last. */
export function waitingWords(waiting: number): string {
  if (waiting === 0) return 'Sign in again.';
  const what = waiting === 1 ? 'one mark waits' : `${waiting} marks wait`;
  return `Sign in again; ${what} for you and will be sent then.`;
}
