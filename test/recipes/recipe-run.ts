import { execFile } from 'node:child_process'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { packageRoot } from '../../main/package-root.ts'

export interface ReportLine {
  path: string
  state: string
  code?: string
  message?: string
  outputs: { path: string; facts?: Record<string, string | number> }[]
}

export interface RecipeOutcome {
  exitCode: number
  /** One line a file, ordered by path. */
  report: ReportLine[]
  /** Everything below the output folder: its relative path with `/`, and its content. */
  results: Map<string, Buffer>
  printed: string
}

export interface RunOptions {
  env?: NodeJS.ProcessEnv
  /** Paths below the input folder to give; the folder itself when left out. */
  only?: string[]
}

/** A folder of a person, run through recipes by the real command line. Disposing removes it all. */
export class RecipeRun implements Disposable {
  readonly #root = mkdtempSync(join(tmpdir(), 'millrace-recipe-'))
  readonly input = join(this.#root, 'in')
  readonly output = join(this.#root, 'out')

  constructor(files: Record<string, Buffer | string>) {
    mkdirSync(this.input)
    for (const [name, content] of Object.entries(files)) this.write(name, content)
  }

  write(name: string, content: Buffer | string): void {
    const path = join(this.input, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }

  /** A recipe of this test alone; its path is what `run` takes. */
  recipe(text: string): string {
    const path = join(this.#root, 'own.millrace.yaml')
    writeFileSync(path, text)
    return path
  }

  /** Runs a built-in recipe by its file's name, or one by path, over the whole folder. */
  async run(recipe: string, { env = {}, only }: RunOptions = {}): Promise<RecipeOutcome> {
    const report = join(this.#root, 'report.jsonl')
    const sources = only ? only.map((name) => join(this.input, name)) : [this.input]
    const words = ['run', '--recipe', recipe, '--out', this.output, '--report', report, ...sources]
    const { exitCode, printed } = await this.#command(words, env)
    const lines = existsSync(report) ? readFileSync(report, 'utf8').split('\n').filter(Boolean) : []
    return {
      exitCode,
      printed,
      report: lines.map((line) => JSON.parse(line) as ReportLine).toSorted((a, b) => (a.path < b.path ? -1 : 1)),
      results: filesBelow(this.output),
    }
  }

  /** What Millrace has written down about it all. */
  stateFiles(): Map<string, Buffer> {
    return filesBelow(join(this.#root, 'state'))
  }

  #command(words: string[], env: NodeJS.ProcessEnv): Promise<{ exitCode: number; printed: string }> {
    const { NODE_TEST_CONTEXT: _, ...inherited } = process.env
    const options = { env: { ...inherited, MILLRACE_HOME: join(this.#root, 'state'), ...env }, timeout: 120_000 }
    const cli = join(packageRoot, 'main/faces/cli/cli.ts')
    return new Promise((resolve) => {
      const child = execFile(process.execPath, [cli, ...words], options, (_error, out, err) => {
        resolve({ exitCode: child.exitCode ?? -1, printed: out + err })
      })
    })
  }

  [Symbol.dispose](): void {
    rmSync(this.#root, { recursive: true, force: true })
  }
}

/** Every file below a folder, by its relative path with `/`. */
export function filesBelow(folder: string): Map<string, Buffer> {
  const paths = globSync(join(folder, '**/*'))
    .filter((path) => statSync(path).isFile())
    .toSorted()
  return new Map(paths.map((path) => [relative(folder, path).replaceAll('\\', '/'), readFileSync(path)]))
}
