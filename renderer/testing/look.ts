/** What a person would see wrong with the page as it stands now, each in words that lead to the place. Only tests ask. */
export const look = { clipped, overlapping, tooSmall, moving, texts, unseenFocus }

/** One pixel is rounding. */
const slackPx = 1.5
const leastTargetPx = 24
const controls =
  'button, a[href], input, select, textarea, summary, [role="button"], [role="switch"], [role="radio"], [role="tab"]'

/** Texts and controls that are cut off, or lie where nobody can scroll to. */
function clipped(): string[] {
  const wrong: string[] = []
  if (document.documentElement.scrollWidth > innerWidth + slackPx) wrong.push('the page is wider than the window')
  for (const element of visible('*')) {
    if (hasOwnText(element) && isCut(element)) wrong.push(`cut off: ${named(element)}`)
  }
  for (const element of visible(controls)) {
    const around = clippingAround(element)
    const { left, right } = element.getBoundingClientRect()
    if (right > around.right + slackPx || left < around.left - slackPx) wrong.push(`out of sight: ${named(element)}`)
  }
  return wrong
}

/** An ellipsis is asked for; what hides or spills over is not. */
function isCut(element: Element): boolean {
  const style = getComputedStyle(element)
  if (style.textOverflow === 'ellipsis' || style.display === 'inline') return false
  if (/(auto|scroll)/.test(style.overflowX)) return false
  return element.clientWidth > 0 && element.scrollWidth > element.clientWidth + slackPx
}

interface Clip {
  left: number
  right: number
  top: number
  bottom: number
}

/** What of the window is left for an element by those around it. What can be scrolled sideways hides nothing for good, if it is in sight itself. */
function clippingAround(element: Element): Clip {
  const clip: Clip = { left: 0, right: innerWidth, top: 0, bottom: innerHeight }
  let scroller: DOMRect | null = null
  for (let at = element.parentElement; at; at = at.parentElement) {
    const { overflowX, overflowY, position } = getComputedStyle(at)
    const box = at.getBoundingClientRect()
    const scrolls = /(auto|scroll)/.test(overflowX) && at.scrollWidth > at.clientWidth + slackPx
    if (scrolls) {
      Object.assign(clip, { left: -faraway, right: faraway })
      scroller = box
    } else if (overflowX !== 'visible' && !(scroller && holdsAcross(box, scroller)))
      narrow(clip, { left: box.left, right: box.right })
    if (overflowY !== 'visible') narrow(clip, { top: box.top, bottom: box.bottom })
    if (position === 'fixed') break
  }
  return clip
}

function holdsAcross(outer: DOMRect, inner: DOMRect): boolean {
  return inner.left >= outer.left - slackPx && inner.right <= outer.right + slackPx
}

const faraway = 1e6

function narrow(
  clip: Clip,
  { left = -faraway, right = faraway, top = -faraway, bottom = faraway }: Partial<Clip>,
): void {
  Object.assign(clip, {
    left: Math.max(clip.left, left),
    right: Math.min(clip.right, right),
    top: Math.max(clip.top, top),
    bottom: Math.min(clip.bottom, bottom),
  })
}

/** Controls that lie over one another. */
function overlapping(): string[] {
  const all = visible('button, a[href], input').filter(
    (element) => !element.closest('.sl, .dropover, .toasts') && isInView(element),
  )
  const boxes = all.map((element) => [element, element.getBoundingClientRect()] as const)
  return boxes.flatMap(([one, a], nth) =>
    boxes
      .slice(nth + 1)
      .filter(([other, b]) => !one.contains(other) && !other.contains(one) && cross(a, b) && isOver(one, other))
      .map(([other]) => `over one another: ${named(one)} and ${named(other)}`),
  )
}

const crossPx = 4

function isInView(element: Element): boolean {
  const { top, bottom } = clippingAround(element)
  const box = element.getBoundingClientRect()
  return box.top >= top - slackPx && box.bottom <= bottom + slackPx
}

function cross(a: DOMRect, b: DOMRect): boolean {
  const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return wide > crossPx && high > crossPx
}

/** Dialogs and menus lie over the rest; within one layer nothing does. */
function isOver(one: Element, other: Element): boolean {
  const layer = (element: Element) => element.closest('[role="dialog"], [role="alertdialog"], .menu, .scrim')
  return layer(one) === layer(other)
}

/** Controls that a finger would miss: under 24 by 24, with what extends them. */
function tooSmall(): string[] {
  return visible(controls).flatMap((element) => {
    const box = element.closest('label') ?? element
    const { width, height } = box.getBoundingClientRect()
    const before = getComputedStyle(element, '::before')
    const after = getComputedStyle(element, '::after')
    const extra = (side: 'top' | 'left') =>
      Math.max(
        0,
        ...[before, after].map((style) => (style.position === 'absolute' ? -2 * parseFloat(style[side]) || 0 : 0)),
      )
    const fills = [before, after].some(
      (style) => style.position === 'absolute' && style.top === '0px' && style.left === '0px',
    )
    const isInText = getComputedStyle(element).display === 'inline'
    const small = width + extra('left') < leastTargetPx - 0.5 || height + extra('top') < leastTargetPx - 0.5
    return small && !isInText && !fills && !isHiddenInput(element)
      ? [`${Math.round(width)} by ${Math.round(height)}: ${named(element)}`]
      : []
  })
}

/** The drawing beside it is what is pressed. */
function isHiddenInput(element: Element): boolean {
  return (
    element instanceof HTMLInputElement &&
    (getComputedStyle(element).opacity === '0' || element.closest('label') !== null)
  )
}

function moving(): string[] {
  return document.getAnimations().flatMap((animation) => {
    const { effect } = animation
    const lasts = Number(effect?.getComputedTiming().activeDuration ?? 0)
    return lasts > 20
      ? [`moves: ${effect instanceof KeyframeEffect && effect.target ? named(effect.target) : '?'}`]
      : []
  })
}

/** Everything that is read or heard, once each. */
function texts(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found = new Set<string>()
  // Keys are called what stands on them.
  while (walker.nextNode())
    if (!walker.currentNode.parentElement?.closest('kbd')) found.add((walker.currentNode.textContent ?? '').trim())
  for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext'])
    for (const element of document.querySelectorAll(`[${name}]`)) found.add((element.getAttribute(name) ?? '').trim())
  return [...found].filter((text) => text !== '')
}

/** Nothing while the element that has the focus can be seen and is marked. */
function unseenFocus(): string[] {
  const element = document.activeElement
  if (!element || element === document.body) return []
  const box = (element.closest('label, .sl') ?? element).getBoundingClientRect()
  if (box.bottom < 0 || box.top > innerHeight || box.width === 0) return [`focus out of sight: ${named(element)}`]
  return isMarked(element) ? [] : [`focus without a mark: ${named(element)}`]
}

/** A ring on it, on what draws it, or on the row it stands in. */
function isMarked(element: Element): boolean {
  for (let at: Element | null = element, up = 0; at && up < 4; at = at.parentElement, up++) {
    if ([getComputedStyle(at), getComputedStyle(at, '::after'), getComputedStyle(at, '::before')].some(hasRing))
      return true
    if ([...at.children].some((child) => hasRing(getComputedStyle(child)))) return true
  }
  return false
}

function hasRing({ outlineStyle, outlineWidth, boxShadow }: CSSStyleDeclaration): boolean {
  return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none'
}

function hasOwnText(element: Element): boolean {
  return [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '')
}

function visible(selector: string): Element[] {
  return [...document.querySelectorAll(selector)].filter((element) => {
    if (element.closest('svg, [aria-hidden="true"], [hidden]')) return false
    const { width, height } = element.getBoundingClientRect()
    // What only screen readers get is one pixel large, or lies in something that is.
    for (let at: Element | null = element; at; at = at.parentElement)
      if (getComputedStyle(at).clipPath === 'inset(50%)') return false
    return width > 1 && height > 1 && element.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true })
  })
}

function named(element: Element): string {
  const text = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 50)
  return `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> ${text}`
}
