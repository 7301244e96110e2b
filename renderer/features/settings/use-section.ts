import { useEffect, useState } from 'react'

export interface Section {
  current: string | undefined
  ref: (element: HTMLElement | null) => void
  go: (id: string) => void
}

/** Which part of a long page is read, as it scrolls. */
export function useSection(ids: readonly string[]): Section {
  const [element, ref] = useState<HTMLElement | null>(null)
  const [current, setCurrent] = useState(ids[0])
  useEffect(() => {
    if (!element) return
    const look = () => {
      const tops = [...element.querySelectorAll<HTMLElement>('[data-part]')]
      const passed = tops.filter((part) => part.offsetTop - element.offsetTop <= element.scrollTop + 80)
      const end = element.scrollTop + element.clientHeight >= element.scrollHeight - 2 && element.scrollTop > 0
      setCurrent((end ? tops : passed).at(-1)?.dataset['part'])
    }
    element.addEventListener('scroll', look, { passive: true })
    look()
    return () => element.removeEventListener('scroll', look)
  }, [element])
  const go = (id: string) => element?.querySelector(`[data-part="${id}"]`)?.scrollIntoView()
  return { current, ref, go }
}
