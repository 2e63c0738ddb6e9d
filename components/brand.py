"""The mark in the browser's tab and beside the navigation, as text, so that nothing is fetched from another host."""

_BARS = '<path fill="#0072B2" d="M2 3h13v4H2z"/><path fill="#D55E00" d="M6 9h15v4H6z"/><path fill="#009E73" d="M4 15h12v4H4z"/>'
ICON = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{_BARS}</svg>'
WORDMARK = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 132 24" width="132" height="24">{_BARS}'
    '<text x="30" y="18" font-family="Arial,sans-serif" font-size="18" font-weight="650" fill="#4C86B8">Rolescope</text></svg>'
)
