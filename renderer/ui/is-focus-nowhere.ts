/** Whether the focus is on nothing that a key could be for: what had it is gone, or only the place around has it. */
export function isFocusNowhere(): boolean {
  return document.activeElement?.matches('body, .main, [role="dialog"], [role="alertdialog"]') ?? true
}
