/** How a document looks that is handed on as one file. No quotation mark and no arrow stands in it: it is escaped as text. */
export const STYLE = `
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 Arial, Helvetica, sans-serif; color: #1f2d3a; }
h1, h2, h3 { line-height: 1.2; color: #22384d; }
h2 { margin-top: 3rem; padding-bottom: .3rem; border-bottom: 3px solid #ffbf2e; }
nav h3 { margin: 1rem 0 .3rem; font-size: 1rem; }
nav ul { margin: 0; columns: 2 18rem; }
a { color: #12436d; }
article { margin: 2rem 0; padding-top: .5rem; border-top: 1px solid #d5dce2; }
dl { display: grid; grid-template-columns: 11rem 1fr; gap: .3rem 1rem; font-size: .9rem; }
dt { grid-column: 1; font-weight: bold; }
dd { grid-column: 2; margin: 0; }
.source { color: #4a5863; }
@media (max-width: 36rem) { dl { display: block; } dt { margin-top: .5rem; } }
@media print {
  body { max-width: none; margin: 0; font-size: 10pt; }
  section section, article { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  body section h2 { break-before: page; }
  a { color: inherit; text-decoration: none; }
}
`;
