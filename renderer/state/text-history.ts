/** A text with what it was before and what was undone; nothing more than so many states are kept. */
export interface TextHistory {
  past: readonly string[]
  text: string
  future: readonly string[]
  /** What the last change was about: further changes of the same are undone together. */
  about: string
}

const statesMost = 300

export function beginHistory(text: string): TextHistory {
  return { past: [], text, future: [], about: '' }
}

/** `about` empty: a change by itself. */
export function write(history: TextHistory, text: string, about = ''): TextHistory {
  if (text === history.text) return history
  const goesOn = about !== '' && about === history.about && history.past.length > 0
  const past = goesOn ? history.past : [...history.past, history.text].slice(-statesMost)
  return { past, text, future: [], about }
}

export function undo(history: TextHistory): TextHistory {
  const text = history.past.at(-1)
  if (text === undefined) return history
  return { past: history.past.slice(0, -1), text, future: [history.text, ...history.future], about: '' }
}

export function redo(history: TextHistory): TextHistory {
  const [text, ...future] = history.future
  if (text === undefined) return history
  return { past: [...history.past, history.text], text, future, about: '' }
}
