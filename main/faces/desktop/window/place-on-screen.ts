import type { WindowPlace } from '../desktop-store.ts'

export interface Area {
  x: number
  y: number
  width: number
  height: number
}

/** The smallest at which every screen is as designed. */
export const smallestWindow = { width: 720, height: 520 }
const usualWindow = { width: 1280, height: 800 }
/** As much of the title bar as a person needs to get hold of the window. */
const graspPx = 80

/** Where the window opens: where it was, unless that lies on no screen any more; then in the middle of the first. `screens`: what is free on each. */
export function placeOnScreen(last: WindowPlace | null, screens: readonly Area[]): Area {
  const [first = { x: 0, y: 0, ...usualWindow }] = screens
  if (last && screens.some((screen) => canBeGrasped(last.bounds, screen))) return last.bounds
  const width = Math.min(usualWindow.width, first.width)
  const height = Math.min(usualWindow.height, first.height)
  const middle = (from: number, room: number, size: number) => Math.round(from + (room - size) / 2)
  return { width, height, x: middle(first.x, first.width, width), y: middle(first.y, first.height, height) }
}

function canBeGrasped(window: Area, screen: Area): boolean {
  const across = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x)
  return across >= graspPx && window.y >= screen.y && window.y < screen.y + screen.height - graspPx / 2
}
