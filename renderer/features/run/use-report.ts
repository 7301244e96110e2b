import { useCallback } from 'react'
import { useFace } from '../../app/face.ts'
import { saveFrom } from '../../ui/save-from.ts'

/** Has the browser save one line a file; the server makes sure that no spreadsheet takes a name for a formula. */
export function useReport(batch: string): (format: 'csv' | 'jsonl') => void {
  const { addresses } = useFace()
  return useCallback((format) => saveFrom(addresses.report(batch, format)), [addresses, batch])
}
