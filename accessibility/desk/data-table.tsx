import type { ReactNode } from 'react';

export type Column<Row> = {
  header: string;
  cell: (row: Row) => ReactNode;
  /** The column that says what the row is about; exactly one should. */
  heads?: boolean | undefined;
  numeric?: boolean | undefined;
};

type DataTableProps<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Stands in place of a table without rows: says what is next. */
  empty: ReactNode;
};

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const numeric = column.numeric ? '' : undefined;
  return column.heads ? (
    <th scope="row" data-numeric={numeric}>
      {column.cell(row)}
    </th>
  ) : (
    <td data-numeric={numeric}>{column.cell(row)}</td>
  );
}

/** A native table in a box that scrolls by itself, and by keyboard, when the screen is narrower. */
export function DataTable<Row>({ caption, columns, rows, rowKey, empty }: DataTableProps<Row>) {
  if (rows.length === 0) return empty;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable to be scrolled
    <section className="table-box" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.header} scope="col" data-numeric={column.numeric ? '' : undefined}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <Cell key={column.header} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
