/** The file for GitHub Actions that `uitest init` writes; docs/ci.md shows it, and tells of the other CI systems. */
export const GITHUB_WORKFLOW = `name: uitest
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  replay:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 20 }
      - run: npm ci
      - uses: actions/cache@v4
        with:
          path: ~/.cache/ms-playwright
          key: playwright-\${{ runner.os }}-\${{ hashFiles('package-lock.json') }}
      - run: npx playwright install --with-deps chromium
      - run: npx uitest run scenarios --frozen --reporter junit=reports/junit.xml,json=reports/results.json,github
        env:
          # The variables that your scenarios name under \`secrets\`.
          SHOP_PASSWORD: \${{ secrets.SHOP_PASSWORD }}
      - uses: actions/upload-artifact@v4
        if: \${{ !cancelled() }}
        with: { name: uitest-reports, path: reports }
`;
