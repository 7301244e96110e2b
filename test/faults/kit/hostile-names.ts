import { writeFileSync } from 'node:fs'

const utf8 = (text: string) => Buffer.from(text, 'utf8')

/** Every awkward name Linux allows, by what is awkward about it. */
const names: [what: string, name: Buffer][] = [
  ['blank', utf8(' ')],
  ['leading blank', utf8('  lead.txt')],
  ['trailing blank', utf8('trail.txt ')],
  ['trailing dot', utf8('dot.txt.')],
  ['newline', utf8('new\nline.txt')],
  ['tab', utf8('tab\there.txt')],
  ['CR', utf8('cr\rover.txt')],
  ['ESC colour', utf8('esc\x1b[31mred.txt')],
  ['bell', utf8('bell\x07.txt')],
  ['ESC title', utf8('t\x1b]0;pwned\x07.txt')],
  ['leading dash', utf8('-rf.txt')],
  ['double dash', utf8('--help')],
  ['dash o', utf8('--out=x.txt')],
  ['single dash', utf8('-')],
  ['at file', utf8('@args.txt')],
  ['glob', utf8('*[a-z]?.txt')],
  ['brace', utf8('{name}{0}.txt')],
  ['dollar', utf8('$HOME$(id)`id`.txt')],
  ['semicolon', utf8('a;touch pwned;.txt')],
  ['pipe', utf8('a|b&c.txt')],
  ['quotes', utf8('q\'"q.txt')],
  ['backslash', utf8('back\\slash.txt')],
  ['percent', utf8('%2e%2e%2fetc%00.txt')],
  ['printf', utf8('%s%n%x.txt')],
  ['hash', utf8('#a?b=c&d.txt')],
  ['colon', utf8('c:drive:ads.txt')],
  ['html', utf8('<img src=x onerror=alert(1)>.txt')],
  ['script', utf8('"><script>alert(1)<!--.txt')],
  ['template', utf8('${7*7}{{7*7}}<%=7%>.txt')],
  ['js url', utf8('javascript:alert(1).txt')],
  ['csv formula', utf8('=cmd|A1.txt')],
  ['proto', utf8('__proto__')],
  ['constructor', utf8('constructor')],
  ['toString', utf8('toString')],
  ['json', utf8('{"a":1}.txt')],
  ['emoji', utf8('family👩‍👩‍👧‍👦🏳️‍🌈.txt')],
  ['RTL', utf8('\u202egnp.txt')],
  ['Hebrew', utf8('שלום.txt')],
  ['NFC', utf8('caf\u00e9.txt')],
  ['NFD', utf8('cafe\u0301.txt')],
  ['case 1', utf8('Case.txt')],
  ['case 2', utf8('case.txt')],
  ['case 3', utf8('CASE.TXT')],
  ['Turkish', utf8('İıIi.txt')],
  ['sharp s', utf8('Straße.txt')],
  ['zero width', utf8('zero\u200bwidth.txt')],
  ['BOM', utf8('\ufeffbom.txt')],
  ['NBSP', utf8('nb\u00a0sp.txt')],
  ['line sep', utf8('ls\u2028sep.txt')],
  ['full width', utf8('．．／etc.txt')],
  ['astral', utf8('𝕏.txt')],
  ['private', utf8('\ue000.txt')],
  ['noncharacter', utf8('\uffff.txt')],
  ['CON', utf8('CON')],
  ['NUL.txt', utf8('NUL.txt')],
  ['aux.', utf8('aux.c.')],
  ['COM1', utf8('COM1.txt')],
  ['dotfile', utf8('.hidden')],
  ['three dots', utf8('...')],
  ['tilde', utf8('~')],
  ['tilde name', utf8('~root.txt')],
  ['tmp-like', utf8('.tmp')],
  ['part-like', utf8('movie.part')],
  ['no extension', utf8('README')],
  ['many dots', utf8('a.b.c.d.tar.gz.txt')],
  ['ext only', utf8('.png')],
  ['double ext', utf8('photo.jpg.exe')],
  ['255 bytes', utf8('L'.repeat(251) + '.txt')],
  ['255 bytes utf8', utf8('é'.repeat(125) + 'x.txt')],
  ['254 bytes no ext', utf8('n'.repeat(254))],
  ['240 bytes', utf8('m'.repeat(236) + '.txt')],
  ['latin1 bytes', Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x2e, 0x74, 0x78, 0x74])],
  ['lone continuation', Buffer.from([0x80, 0x81, 0x2e, 0x74])],
  ['overlong slash', Buffer.from([0x61, 0xc0, 0xaf, 0x62])],
  ['CESU surrogate', Buffer.from([0x73, 0xed, 0xa0, 0x80, 0x2e, 0x74])],
  ['two bad twins', Buffer.from([0x62, 0xff, 0x2e, 0x74])],
  ['two bad twins 2', Buffer.from([0x62, 0xfe, 0x2e, 0x74])],
]

export interface HostileFile {
  what: string
  /** The bytes of the name, one character each. */
  key: string
  isUtf8: boolean
}

/** Makes a file of its own content for each name the file system takes, and answers with those. */
export function makeHostileNames(folder: string): HostileFile[] {
  return names.flatMap(([what, name], index) => {
    try {
      writeFileSync(Buffer.concat([utf8(`${folder}/`), name]), `content ${index} of ${what}\n`, { flag: 'wx' })
      return [{ what, key: name.toString('latin1'), isUtf8: utf8(name.toString('utf8')).equals(name) }]
    } catch {
      return []
    }
  })
}
