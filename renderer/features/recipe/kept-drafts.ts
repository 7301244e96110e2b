/** Changes that are not saved, by the recipe they are of: they outlive the page, so that nothing typed is lost. */
const prefix = 'millrace.draft.'

export function keptDraft(name: string | null): string | null {
  try {
    return localStorage.getItem(prefix + (name ?? ''))
  } catch {
    return null
  }
}

export function keepDraft(name: string | null, text: string): void {
  try {
    localStorage.setItem(prefix + (name ?? ''), text)
  } catch {
    // A browser that keeps nothing forgets it when the page closes, and that is all.
  }
}

export function forgetDraft(name: string | null): void {
  try {
    localStorage.removeItem(prefix + (name ?? ''))
  } catch {
    // There was nothing to forget.
  }
}
