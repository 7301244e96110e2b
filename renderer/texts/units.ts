type Said = (n: number | string) => string

/** Units of time as one language writes them after a number, and what it puts between the parts of a list. */
export interface Units {
  ms: Said
  s: Said
  /** Where seconds follow. */
  min: Said
  minAlone: Said
  h: Said
  /** For an estimate, in whole words. */
  second: Said
  comma: string
}

const english: Units = {
  ms: (n) => `${n} ms`,
  s: (n) => `${n} s`,
  min: (n) => `${n} min`,
  minAlone: (n) => `${n} min`,
  h: (n) => `${n} h`,
  second: (n) => (n === 1 ? '1 second' : `${n} seconds`),
  comma: ', ',
}

const chinese: Units = {
  ms: (n) => `${n} 毫秒`,
  s: (n) => `${n} 秒`,
  min: (n) => `${n} 分`,
  minAlone: (n) => `${n} 分钟`,
  h: (n) => `${n} 小时`,
  second: (n) => `${n} 秒`,
  comma: '、',
}

export function unitsOf(language: string): Units {
  return language.startsWith('zh') ? chinese : english
}
