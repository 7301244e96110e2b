/** Has the browser save a text, or the parts of one, as a file. */
export function saveText(text: string | readonly Blob[], { fileName, type }: { fileName: string; type: string }): void {
  const address = URL.createObjectURL(new Blob(typeof text === 'string' ? [text] : [...text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  // The browser has taken the address over by the next turn.
  setTimeout(() => URL.revokeObjectURL(address))
}
