import type { KeyboardEvent } from 'react'

/** Enter, as the end of what is typed. While a word is put together, as in Chinese or Japanese, it only ends that word. */
export function isEntered({ key, nativeEvent }: KeyboardEvent): boolean {
  return key === 'Enter' && !nativeEvent.isComposing
}
