import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { lookOver, type OverDrop } from './read-drop.ts'

/** What hangs over the window, null when nothing does. `dropped` gets what is let go, and the recipe it was let go on. */
export function useDrop(dropped: (items: DataTransferItemList, recipe: string | undefined) => void): OverDrop | null {
  const [over, setOver] = useState<OverDrop | null>(null)
  const depth = useRef(0)
  const onDropped = useEffectEvent(dropped)
  useEffect(() => {
    const listening = new AbortController()
    const end = () => {
      depth.current = 0
      setOver(null)
    }
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      depth.current++
      setOver(lookOver(event.dataTransfer?.items ?? []))
    }
    const leave = (event: DragEvent) => {
      if (hasFiles(event) && --depth.current <= 0) end()
    }
    const drop = (event: DragEvent) => {
      if (!hasFiles(event) || !event.dataTransfer) return
      event.preventDefault()
      end()
      const target = event.target instanceof Element ? event.target.closest('[data-recipe]') : null
      onDropped(event.dataTransfer.items, target?.getAttribute('data-recipe') ?? undefined)
    }
    const hold = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault()
    }
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') end()
    }
    const { signal } = listening
    addEventListener('dragenter', enter, { signal })
    addEventListener('dragover', hold, { signal })
    addEventListener('dragleave', leave, { signal })
    addEventListener('drop', drop, { signal })
    addEventListener('keydown', key, { signal })
    return () => listening.abort()
  }, [])
  return over
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false
}
