/**
 * What a field of XMP says, of a list each item; where the same is said in several languages, only what stands for all of them. A field stands as an
 * attribute or as an element. https://developer.adobe.com/xmp/docs/XMPSpecifications
 */
export function xmpTexts(xmp: string, name: string): string[] {
  const attribute = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(xmp)
  const inside = attribute ? (attribute[1] ?? attribute[2] ?? '') : elementOf(xmp, name)
  return itemsOf(inside)
    .map((text) => plainText(text).trim())
    .filter(Boolean)
}

/** What stands in the first of that name. Its end is looked for once: a block of nothing but beginnings would take for ever. */
function elementOf(xmp: string, name: string): string {
  const begin = new RegExp(`<${name}(?:\\s[^<>]*)?(?<!/)>`).exec(xmp)
  const from = begin ? begin.index + begin[0].length : xmp.length
  const to = xmp.indexOf(`</${name}`, from)
  return to < 0 ? '' : xmp.slice(from, to)
}

const item = /<rdf:li(\s[^<>]*)?>([^<]*)<\/rdf:li\s*>/g

function itemsOf(inside: string): string[] {
  const found = [...inside.matchAll(item)].map(([, attributes = '', text = '']) => ({ attributes, text }))
  if (found.length === 0) return [inside]
  if (!inside.includes('<rdf:Alt')) return found.map(({ text }) => text)
  const usual = found.find(({ attributes }) => attributes.includes('x-default')) ?? found[0]
  return usual ? [usual.text] : []
}

const named = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }))

/** Empty where markup stands in the place of text. */
function plainText(markup: string): string {
  if (markup.includes('<')) return ''
  return markup.replace(
    /&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]+);/gi,
    (whole, name: string) => named.get(name) ?? letterOf(name) ?? whole,
  )
}

function letterOf(name: string): string | undefined {
  const code = Number(name.replace('#x', '0x').replace('#', ''))
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}
