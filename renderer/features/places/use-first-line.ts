import { type RefObject, useEffect, useRef } from 'react'

/**
 * A list that has come has the focus on the line of what was gone out of, else on its first, else itself. A list that is told to take it itself would choose that line
 * too, and what is chosen is what a person gets.
 */
export function useFirstLine(left: string | null): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // A list draws its lines once it has counted them.
    const handle = requestAnimationFrame(() => {
      const lines = [...(ref.current?.querySelectorAll<HTMLElement>('[data-key]') ?? [])]
      const line = lines.find(({ dataset }) => dataset['key'] === left) ?? lines[0]
      ;(line ?? ref.current)?.focus()
    })
    return () => cancelAnimationFrame(handle)
    // Only when it comes: later the person moves about in it.
  }, [])
  return ref
}
