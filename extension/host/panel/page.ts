/** The page that the webview loads: a strict content security policy, one style sheet, one script. The controls read the nonce. */

interface Page {
  /** Addresses as the webview loads them. */
  script: string;
  style: string;
  /** Source expression of the webview's own resources. */
  source: string;
  nonce: string;
}

export function pageHtml({ script, style, source, nonce }: Page): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${source} 'nonce-${nonce}'`,
    `font-src ${source}`,
    `img-src ${source}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" content="${nonce}">
<link rel="stylesheet" href="${style}">
<title>Influence Lens</title>
</head>
<body>
<div id="panel"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
