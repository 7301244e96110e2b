import { tagAttributes } from './tag-attributes.ts'

const what = 'path of a linked file'

/**
 * From the root, with a drive or a server: how such a path begins, of which what tells its kind is kept, and its folders. No name of a folder is longer than that, and
 * without an end to them a text of beginnings would take for ever. In an address of the web what looks like that is a part of it.
 */
const folders =
  /(https?:\/\/(?:(?!&quot;)[^\s<>"|\\])+)|(?:(?<!\w)(file:[\\/]*)|(?<!\w)[a-z]:[\\/]+|(?<![\w:\\/])\\{2,}|(?<![\w.:\\/])(\/)(?=(?:home|Users|Volumes|media|mnt)\/))(?:(?:(?!&quot;|\s(?:[a-z]:[\\/]|\\{2}|\/(?:home|Users|Volumes|media|mnt)\/))[^\\/<>"|\r\n]){1,1024}[\\/]+)+/gi
/** As Macs have written it, from the name of the disk. */
const macFolders = /(?:\b\w[\w .-]{0,255}:)?Users:(?=\S)(?:[^:"<>|\r\n]{1,1024}:)+/g
/** What programs put into a document about a picture or a link: where it came from, which may stand in words about it, too. */
const attributes = /(\s(?:\w+:)?(?:descr|title|alt|name|href|src|url|location|tooltip|ddeTopic)=)("[^"]*"|'[^']*')/g
/** The code of a field of Word, where it is one attribute. */
const codes = /(\sw:instr=)("[^"]*"|'[^']*')/g
/** The cells of another file in a formula of LibreOffice, which writes a quote in a name twice. */
const formulas = /(\stable:formula=)("[^"]*"|'[^']*')/g
const otherFile = /('file:\/*)(?!\/)(?:[^'#]|''){0,4096}\/(?=(?:[^'/#]|''){0,255}'#)/g

/** Texts of their own that say the same. */
const elements = new RegExp(`(<(?:svg:(?:desc|title)|config:config-item)${tagAttributes}>)([^<]+)`, 'g')
/** The code of a field of Word in the pieces that it was written in: all up to where the field goes on with what it shows. */
const code = `<w:(?:instrT|delInstrT)ext${tagAttributes}>`
const fields = new RegExp(`${code}[^<]*</w:\\w+>(?:(?:(?!<w:fldChar\\b|</w:p>)[\\s\\S])*?${code}[^<]*</w:\\w+>)*`, 'g')
const pieces = new RegExp(`(${code})([^<]*)`, 'g')
/** A path with blanks stands in quotes there, and a single backslash begins an option. */
const words = /(?:"|&quot;).*?(?:"|&quot;)|\S+/g

/** A text in which each path tells of its file only the name. */
export function nameOf(value: string): string {
  const named = value.replace(
    folders,
    (_, ...[address, scheme, root]: (string | undefined)[]) => address ?? scheme ?? root ?? '',
  )
  return named.replace(macFolders, '')
}

/** A part whose own texts name no folders of the computer it was written on. */
export function withoutLocalPaths(text: string, said: string[]): string {
  return text
    .replace(elements, (_, start: string, value: string) => start + told(value, nameOf(value), said))
    .replace(fields, (field) => inPieces(field, said))
}

const separator = /[\\/](?!>)|Users:/
/** Called as what is read at their head on the page: by another name they are taken for damaged. */
const columns = /^<(?:\w+:)?(?:tableColumn|queryTableField|cacheField|dataField|pivotField)\s/

/** The same of the attributes of one tag. */
export function withoutLocalPathsIn(tag: string, said: string[]): string {
  if (!separator.test(tag) || columns.test(tag)) return tag
  const each = (pattern: RegExp, change: (value: string) => string) => (left: string) =>
    left.replace(pattern, (_, start: string, value: string) => start + told(value, change(value), said))
  const changes = [each(attributes, nameOf), each(codes, codeInQuotes), each(formulas, formulaOf)]
  return changes.reduce((left, change) => change(left), tag)
}

/** What is left goes into the first piece, so that it is read as it was meant. */
function inPieces(field: string, said: string[]): string {
  const whole = [...field.matchAll(pieces)].map(([, , piece = '']) => piece).join('')
  let left = told(whole, codeOf(whole), said)
  if (left === whole) return field
  return field.replace(pieces, (_, start: string) => {
    const piece = start + left
    left = ''
    return piece
  })
}

const codeOf = (written: string): string => written.replace(words, nameOf)
/** The quotes around it are none of its own. */
const codeInQuotes = (value: string): string => value.charAt(0) + codeOf(value.slice(1, -1)) + value.charAt(0)
const formulaOf = (formula: string): string => formula.replace(otherFile, '$1')

function told(value: string, left: string, said: string[]): string {
  if (left !== value) said.push(what)
  return left
}
