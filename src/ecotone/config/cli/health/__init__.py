"""What ``ecotone doctor`` looks at. Each check answers with findings and changes nothing."""
