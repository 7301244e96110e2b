/** Runs when a dialog that closes now has given the focus back, which it does in the next frame. */
export function afterDialog(run: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(run))
}
