import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { app } from 'electron'
import { Fault } from '../../../contract/fault.ts'
import { readRecipeFile } from '../../library/recipe-file.ts'
import type { DesktopGrants } from './engine/desktop-grants.ts'
import type { OutsideRequest } from './outside/request.ts'
import { desktopTexts } from './texts/desktop-texts.ts'
import type { MainWindow } from './window/main-window.ts'
import type { PageAsks } from './window/page-asks.ts'

interface RequestParts {
  window: MainWindow
  asks: PageAsks
  grants: DesktopGrants
}

/** Carries out what was asked from outside: always by showing it to the person first. Nothing runs from here. */
export class Requests {
  readonly #parts: RequestParts

  constructor(parts: RequestParts) {
    this.#parts = parts
  }

  carryOut(request: OutsideRequest): void {
    const { window, asks } = this.#parts
    if (request.type === 'hidden') return
    window.show()
    switch (request.type) {
      case 'show':
        return
      case 'review':
        return this.#review(request.paths)
      case 'recipe':
        return asks.ask({ type: 'recipe', recipe: request.name })
      case 'recipe-file':
        return void this.#recipeFile(request.path)
      case 'refused':
        return asks.ask({ type: 'refused', message: desktopTexts().linkRefused(request.link) })
    }
  }

  #review(paths: string[]): void {
    const { asks } = this.#parts
    const granted: string[] = []
    for (const path of paths) {
      const real = this.#grant(path)
      if (real === null) asks.ask({ type: 'refused', message: desktopTexts().pathRefused(path) })
      else granted.push(real)
    }
    if (granted.length > 0) asks.ask({ type: 'review', paths: granted })
  }

  /** The page is given the text and no path: what becomes of it the person says there. */
  async #recipeFile(path: string): Promise<void> {
    const { asks } = this.#parts
    try {
      const text = await readRecipeFile(path)
      app.addRecentDocument(path)
      asks.ask({ type: 'recipe-file', fileName: basename(path), text })
    } catch (error) {
      const { message, remedy } = Fault.from(error, path)
      asks.ask({ type: 'refused', message: `${message} ${remedy}` })
    }
  }

  /** Whoever opens a file with us has chosen it. */
  #grant(path: string): string | null {
    if (!existsSync(path)) return null
    const real = this.#parts.grants.add(path, 'write')
    if (real !== null) app.addRecentDocument(real)
    return real
  }
}
