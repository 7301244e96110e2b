const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text as it stands in HTML or XML, between tags or in double quotes: letters, never markup. */
export function escapeMarkup(text: string): string {
  return text.toWellFormed().replace(/[&<>"]/g, (letter) => entities[letter] ?? '')
}
