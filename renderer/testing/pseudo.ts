import i18next from 'i18next'

/** A language nobody speaks: English, longer by 40 % and more, with marks at both ends, so that a text that is cut off is seen. */
export const pseudo = 'en-XA'

/** Makes it known; `speak` can change to it. */
export function addPseudo(texts: object): void {
  i18next.addResourceBundle(pseudo, 'translation', stretched(texts))
}

function stretched(texts: object): object {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [
      key,
      typeof text === 'string' ? longer(text) : stretched(text as object),
    ]),
  )
}

const vowels = /[aeiou]/gi

/** Words get longer, and texts get more words, as other languages do; what stands for data stays. */
function longer(text: string): string {
  const words = text.split(/(\{\{\w+\}\})/)
  const stretchedWords = words.map((part, nth) => (nth % 2 === 1 ? part : part.replaceAll(vowels, '$&$&')))
  const plain = words.filter((_, nth) => nth % 2 === 0).join('')
  const vowelsMore = plain.match(vowels)?.length ?? 0
  const missing = Math.max(0, Math.ceil(plain.length * 0.4) - vowelsMore - 2)
  return `[${stretchedWords.join('')}${'~'.repeat(missing)}]`
}
