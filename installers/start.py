"""Where the packed program begins: the same door as `ikbt-desktop`."""

import sys

from ikbt_desktop.__main__ import main

sys.exit(main())
