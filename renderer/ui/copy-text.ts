/** Puts a text into the clipboard; false where the browser does not let it. Has to begin while a person presses something. */
export async function copyText(text: string): Promise<boolean> {
  // Absent on pages that came over plain HTTP from another computer.
  const clipboard = navigator.clipboard as Clipboard | undefined
  if (!clipboard) return copySelected(text)
  return clipboard.writeText(text).then(
    () => true,
    () => copySelected(text),
  )
}

/** The way from before there was a clipboard to write to: what is selected in a field is copied. */
function copySelected(text: string): boolean {
  const before = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'vh'
  // Inside a dialog, since the focus may not leave it.
  const place = before?.closest('[role="dialog"], [role="alertdialog"]') ?? document.body
  place.append(field)
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  if (before instanceof HTMLElement) before.focus({ preventScroll: true })
  return isCopied
}
