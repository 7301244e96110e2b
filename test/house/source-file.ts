import { type Program, parseSync, type Span, Visitor } from 'oxc-parser'
import { nameHomes } from './table.ts'
import { WritingCalls } from './writing-calls.ts'

/** What the rules of the house need to know about one source file. Lines count from 1. */
export interface SourceFile {
  /** From the root of the house, with `/`. */
  path: string
  lines: number
  /** Every `import`, `export … from` and `import()`; `to` is empty where it is computed, `typeOnly` is gone when it runs. */
  imports: { to: string; line: number; typeOnly: boolean }[]
  functions: { line: number; lines: number }[]
  /** Every use of a name that has a home in the table; what is made with `new` as `new Name`. */
  names: { name: string; line: number }[]
  /** Calls of `node:fs` that can change a file. */
  writes: { call: string; line: number }[]
  hasDefaultExport: boolean
  /** Whether it declares nothing of its own and only passes on what others export. */
  isBarrel: boolean
}

/** @throws Error when the text is not TypeScript */
export function parseSource(path: string, text: string): SourceFile {
  const { program, errors } = parseSync(path, text)
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`)
  const file: SourceFile = {
    path,
    lines: countLines(text.trimEnd()),
    imports: [],
    functions: [],
    names: [],
    writes: [],
    hasDefaultExport: program.body.some(({ type }) => type === 'ExportDefaultDeclaration'),
    isBarrel: program.body.some(passesOn) && program.body.every((node) => passesOn(node) || isImport(node)),
  }
  visitorOf(file, (offset) => countLines(text.slice(0, offset))).visit(program)
  return file
}

function passesOn(node: Program['body'][number]): boolean {
  return node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source !== null)
}

function isImport({ type }: { type: string }): boolean {
  return type === 'ImportDeclaration'
}

function visitorOf(file: SourceFile, lineAt: (offset: number) => number): Visitor {
  const importOf = ({ value, start }: Span & { value?: unknown }, kind?: string) => {
    file.imports.push({ to: typeof value === 'string' ? value : '', line: lineAt(start), typeOnly: kind === 'type' })
  }
  const functionOf = ({ start, end }: Span) => {
    file.functions.push({ line: lineAt(start), lines: lineAt(end) - lineAt(start) + 1 })
  }
  const nameOf = (name: string, { start }: Span) => {
    if (Object.hasOwn(nameHomes, name)) file.names.push({ name, line: lineAt(start) })
  }
  const writing = new WritingCalls((call, { start }) => file.writes.push({ call, line: lineAt(start) }))
  return new Visitor({
    ImportDeclaration: (node) => {
      importOf(node.source, node.importKind)
      writing.remember(node)
    },
    ExportNamedDeclaration: ({ source, exportKind }) => {
      if (source) importOf(source, exportKind)
    },
    ExportAllDeclaration: ({ source, exportKind }) => importOf(source, exportKind),
    ImportExpression: ({ source }) => importOf(source),
    Identifier: (node) => nameOf(node.name, node),
    NewExpression: ({ callee, start, end }) => {
      if (callee.type === 'Identifier') nameOf(`new ${callee.name}`, { start, end })
    },
    TSImportType: ({ source }) => importOf(source, 'type'),
    CallExpression: (node) => writing.look(node),
    FunctionDeclaration: functionOf,
    FunctionExpression: functionOf,
    ArrowFunctionExpression: functionOf,
  })
}

function countLines(text: string): number {
  return text.split('\n').length
}
