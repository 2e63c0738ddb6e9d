"""The mark in the browser's tab and beside the navigation, as text, so that nothing is fetched from another host."""

_BARS = (
    '<rect x="2" y="3" width="13" height="4" rx="1" fill="#0072B2"/><rect x="6" y="9" width="15" height="4" rx="1" fill="#D55E00"/>'
    '<rect x="4" y="15" width="12" height="4" rx="1" fill="#009E73"/>'
)
ICON = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24">{_BARS}</svg>'
WORDMARK = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 132 24" width="132" height="24">{_BARS}'
    '<text x="30" y="18" font-family="Segoe UI, Roboto, Helvetica, Arial, sans-serif" font-size="18" font-weight="650" fill="#4C86B8">Rolescope</text></svg>'
)
