/** The few attributes the command line uses; meaning is never in colour alone. */
const codes = { strong: '1', quiet: '2', red: '31', green: '32', accent: '36' } as const

export type Style = keyof typeof codes

export type Paint = (style: Style, text: string) => string

/** Wraps text in terminal attributes, or leaves it alone where colours are off. */
export function paintWith({ colour }: { colour: boolean }): Paint {
  return (style, text) => (colour && text ? `\u001b[${codes[style]}m${text}\u001b[0m` : text)
}
