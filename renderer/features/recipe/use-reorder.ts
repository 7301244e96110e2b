import { type PointerEvent, type RefObject, useRef, useState } from 'react'
import { type DraftPath, fieldOf } from '../../../contract/recipe-draft.ts'
import { moveTo } from '../../state/step-moves.ts'
import { useEditing } from './editing.ts'

interface Reorder {
  listRef: RefObject<HTMLOListElement | null>
  /** What the pointer does on the grip of a step. */
  grip: (at: number) => {
    onPointerDown: (event: PointerEvent) => void
    onPointerMove: (event: PointerEvent) => void
    onPointerUp: () => void
    onPointerCancel: () => void
  }
  /** How a step looks while one is carried: the one in hand, and the line where it would land. */
  classOf: (at: number) => string
}

/** Carries a step of a list to another place in it by the pointer; keys do the same. */
export function useReorder(list: DraftPath): Reorder {
  const { editor, select } = useEditing()
  const listRef = useRef<HTMLOListElement>(null)
  const [carrying, setCarrying] = useState<{ from: number; to: number } | null>(null)
  const drop = () => {
    setCarrying(null)
    if (!carrying || carrying.from === carrying.to) return
    const move = moveTo([...list, carrying.from], list, carrying.to)
    editor.edit([move.edit])
    select(fieldOf(move.to))
  }
  return {
    listRef,
    grip: (at) => ({
      onPointerDown: (event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setCarrying({ from: at, to: at })
      },
      onPointerMove: (event) => {
        if (carrying) setCarrying({ ...carrying, to: placeUnder(listRef.current, event.clientY, carrying.from) })
      },
      onPointerUp: drop,
      onPointerCancel: () => setCarrying(null),
    }),
    classOf: (at) => {
      if (!carrying) return ''
      if (at === carrying.from) return 'is-carried'
      if (carrying.to === carrying.from || at !== carrying.to) return ''
      return carrying.to < carrying.from ? 'is-before' : 'is-after'
    },
  }
}

/** The place a step would have: it passes another one when the pointer is over that one's middle. */
function placeUnder(list: HTMLOListElement | null, y: number, from: number): number {
  const items = [...(list?.children ?? [])].map((item) => item.getBoundingClientRect())
  const middles = items.map(({ top, height }) => top + height / 2)
  const above = middles.filter((middle, at) => at !== from && middle < y).length
  return Math.min(above, items.length - 1)
}
