require('../support/suites').together('audit');
